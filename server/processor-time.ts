/**
 * Processor time of this process in milliseconds, to measure what a script takes: on a busy machine a script waits longer, and
 * takes no more. All threads count, so it runs faster than the clock when others of this process work too.
 */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
