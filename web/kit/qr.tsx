// A QR code drawn in place, dark on white in either theme, with quiet zone.
import { encode } from 'uqr';

export function QrCode({ text, label, size = 208 }: { text: string; label: string; size?: number }) {
  const { data } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return <svg role="img" aria-label={label} width={size} height={size} viewBox={`0 0 ${data.length} ${data.length}`} shapeRendering="crispEdges" style={{ background: '#fff', borderRadius: 8, justifySelf: 'center' }}><path d={path} fill="#000" /></svg>;
}
