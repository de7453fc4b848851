/**
 * How long a diagram of 200 steps takes to open in the modeler: `npm run bench:modeler`. Wants Chromium and `npm run build`.
 * From the address to the last step drawn and ready to be edited, and to the panel of properties, which comes after it; each time a browser
 * profile of its own, with nothing kept.
 */
import { type Browser, chromium } from 'playwright-core';
import { startServerProcess } from '../../built-server.ts';
import { findChromium } from '../../find-chromium.ts';
import { AS_HOUSE } from '../../house-token.ts';
import { largeDiagram } from './large-diagram.ts';

const STEPS = 200;
const TIMES = 7;
const LIMIT_MS = 1500;

/** Milliseconds from the request, as the page's own clock tells them. */
interface Times {
  drawn: number;
  panel: number;
}

const middleOf = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function openOnce(browser: Browser, address: string): Promise<Times> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    extraHTTPHeaders: AS_HOUSE,
  });
  const page = await context.newPage();
  // Looked at in the page, at each frame: what asks from outside comes late.
  await page.addInitScript(`{
    const look = () => {
      if (document.querySelectorAll('.djs-shape[data-element-id^="step"]').length >= ${STEPS}) window.drawnAtMs ??= performance.now();
      if (document.querySelector('.bio-properties-panel-group')) window.panelAtMs = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }`);
  await page.goto(address);
  let panel = Number.NaN;
  while (Number.isNaN(panel)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    panel = Number(await page.evaluate('window.panelAtMs ?? NaN'));
  }
  const drawn = Number(await page.evaluate('window.drawnAtMs'));
  await context.close();
  return { drawn, panel };
}

const executablePath = findChromium();
if (executablePath === undefined) throw new Error('no Chromium');
const server = await startServerProcess(['dist/server/main.js'], {
  WORKERS: 'off',
  SAMPLE: 'off',
  LOG_LEVEL: 'error',
  DATABASE_URL: '',
});
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const form = new FormData();
  form.set('deployment-name', 'large');
  form.set('file', new Blob([largeDiagram(STEPS)]), 'large-diagram.bpmn');
  const deployed = await fetch(`${server.url}/engine-rest/deployment/create`, {
    method: 'POST',
    headers: AS_HOUSE,
    body: form,
  });
  if (!deployed.ok) throw new Error(`the diagram was not taken: ${await deployed.text()}`);
  const took: Times[] = [];
  for (let time = 0; time < TIMES; time += 1)
    took.push(await openOnce(browser, `${server.url}/modeler?process=large-diagram`));
  const drawn = took.map((each) => each.drawn);
  const median = middleOf(drawn);
  console.info(
    `${STEPS} steps and ${STEPS - 1} flows, ${TIMES} times: ${drawn.map((ms) => Math.round(ms)).join(', ')} ms`,
  );
  console.info(`median ${Math.round(median)} ms, slowest ${Math.round(Math.max(...drawn))} ms, limit ${LIMIT_MS} ms`);
  console.info(`panel of properties: median ${Math.round(middleOf(took.map((each) => each.panel)))} ms`);
  if (median > LIMIT_MS) process.exitCode = 1;
} finally {
  await browser.close();
  await server.stop();
}
