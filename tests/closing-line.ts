import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends a run with `N passed, N failed` alone on a line, skipped tests named where there are any.
 * A file that could not be loaded and an error outside every test count as failures: else they would pass unseen.
 */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
    }
    const skipped = counts.skipped + counts.pending;
    // Printed when the other reporters have had their say.
    process.once('exit', () => {
      console.log(`${counts.passed} passed, ${counts.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    });
  }
}
