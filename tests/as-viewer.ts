import type { FastifyInstance } from 'fastify';
import { HOUSE, type Viewer } from '../server/identity/viewer.ts';

/** Says of every request that `viewer()` sent it, for a plugin that is tested without the sign-in before it. */
export function asViewer(app: FastifyInstance, viewer: () => Viewer = () => HOUSE): void {
  app.decorateRequest('viewer');
  app.decorateRequest('paths', null);
  app.addHook('onRequest', (request, _reply, done) => {
    request.viewer = viewer();
    done();
  });
}
