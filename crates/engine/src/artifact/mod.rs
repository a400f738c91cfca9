//! Release artifacts: packing, opening and comparing zips.
