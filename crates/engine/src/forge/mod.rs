//! Git hosts: their web addresses.
