const twoDays = 48 * 60 * 60 * 1000;
return formatDataAsArray(parcels.data).filter(
  (parcel) => Date.now() - new Date(parcel.last_seen_at).getTime() > twoDays,
);
