import { useEffect, useState } from 'preact/hooks';
import type { InstanceRecord } from './petition-family.ts';

/**
 * Which process instance of the petition is shown. It is kept in the address as `#<instance id>`, so that the browser's
 * Back steps out of a called process and a link can point at one.
 */
export function usePlace(records: readonly InstanceRecord[] | undefined): {
  shown: InstanceRecord | undefined;
  show: (instanceId: string) => void;
} {
  const [hash, setHash] = useState(location.hash.slice(1));
  useEffect(() => {
    const update = () => setHash(location.hash.slice(1));
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  const shown = records?.find((record) => record.instance.id === hash) ?? records?.[0];
  return {
    shown,
    show: (instanceId) => {
      location.hash = instanceId;
    },
  };
}
