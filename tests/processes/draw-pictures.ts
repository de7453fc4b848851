/** Draws the picture of each diagram whose picture is missing or shows an older one: `npm run pictures`. Wants Chromium. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { openBrowser } from '../pages/browser.ts';
import { hashOf, marked, markOf, pictureOf } from './picture.ts';
import { processFiles } from './process-files.ts';

const viewer = createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js');

const stale = processFiles('.bpmn').filter((path) => {
  const picture = pictureOf(path);
  return !existsSync(picture) || markOf(picture) !== hashOf(path);
});
if (stale.length > 0) {
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.setContent('<div id="canvas" style="width: 800px; height: 600px"></div>');
  await page.addScriptTag({ path: viewer });
  for (const path of stale) {
    const svg = await page.evaluate(
      `(async (xml) => {
        const viewer = new BpmnJS({ container: '#canvas' });
        await viewer.importXML(xml);
        const { svg } = await viewer.saveSVG();
        viewer.destroy();
        return svg;
      })(${JSON.stringify(readFileSync(path, 'utf8'))})`,
    );
    writeFileSync(pictureOf(path), `${marked(String(svg), hashOf(path), basename(path, '.bpmn')).trimEnd()}\n`);
    console.info(pictureOf(path));
  }
  await browser.close();
}
