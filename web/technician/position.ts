// Where the vehicle is, told to the house while it is on the road: twice a minute at most, only the latest, never kept. The owner's
// time of arrival follows it. Who does not allow it drives on all the same.
import { useEffect } from 'react';
import { call } from '#client/client';

const everyMs = 30_000;

export function useLivePosition(onTheRoad: boolean): void {
  useEffect(() => {
    if (!onTheRoad || navigator.geolocation === undefined) return undefined;
    let toldAt = 0;
    const watch = navigator.geolocation.watchPosition(({ coords, timestamp }) => {
      if (Date.now() - toldAt < everyMs) return;
      toldAt = Date.now();
      void call('reportPosition', { lon: coords.longitude, lat: coords.latitude, at: new Date(timestamp).toISOString() }).catch(() => undefined);
    }, () => undefined, { enableHighAccuracy: true, maximumAge: 15_000, timeout: 60_000 });
    return () => navigator.geolocation.clearWatch(watch);
  }, [onTheRoad]);
}
