const words = { urgent: ["down", "cannot pay"], high: ["refund", "twice"], low: ["feature"] };
const subject = queueTable.selectedRow.subject.toLowerCase();
const hit = Object.entries(words).find(([, list]) => list.some((word) => subject.includes(word)));
return hit ? hit[0] : "normal";
