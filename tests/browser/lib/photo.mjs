// A photo as a phone makes it: a JPEG that the browser itself draws, with a place in its EXIF.

/** A real JPEG of 1200 × 800 px with GPS coordinates in it. */
export async function photoWithGps(page) {
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1200, 800), pen = canvas.getContext('2d');
    for (let x = 0; x < 1200; x += 40) { pen.fillStyle = `hsl(${x / 4} 60% 50%)`; pen.fillRect(x, 0, 40, 800); }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
    return [...bytes];
  });
  const plain = Buffer.from(drawn);
  const entry = (tag, kind, count, value) => {
    const row = Buffer.alloc(12);
    row.writeUInt16LE(tag, 0); row.writeUInt16LE(kind, 2); row.writeUInt32LE(count, 4); row.writeUInt32LE(value, 8);
    return row;
  };
  const number = (value, bytes) => { const all = Buffer.alloc(bytes); all.writeUIntLE(value, 0, bytes); return all; };
  // One directory that leads to the GPS directory: 52° 17' 29" N.
  const tiff = Buffer.concat([
    Buffer.from('II*\0\x08\0\0\0', 'latin1'), number(1, 2), entry(0x8825, 4, 1, 26), number(0, 4),
    number(2, 2), entry(1, 2, 2, 'N'.charCodeAt(0)), entry(2, 5, 3, 56), number(0, 4),
    ...[52, 17, 29].flatMap((value) => [number(value, 4), number(1, 4)]),
  ]);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, plain.subarray(2)]);
}
