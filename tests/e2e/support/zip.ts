import { crc32 } from "node:zlib";

/** A zip of stored entries with exactly these names: also those that a zip program would refuse to write. */
export function storedZip(entries: Record<string, string | Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(entries)) {
    const name = Buffer.from(path);
    const data = Buffer.from(content);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(10, 0); // version needed
    about.writeUInt16LE(0x0800, 2); // names are UTF-8
    about.writeUInt16LE(0x4800, 6); // 09:00
    about.writeUInt16LE(((2026 - 1980) << 9) | (3 << 5) | 2, 8); // 2 March 2026
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const header = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), about, name, data]);
    parts.push(header);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), about, tail, name);
    offset += header.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}
