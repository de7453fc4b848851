import type { Resource } from '../rest-app.ts';
import { commentRoutes } from '../wire/comment-routes.ts';

/** `/process-instance/{id}/comment`: what people wrote at its tasks for the whole instance. */
export const processInstanceComments: Resource = (app, engine) =>
  commentRoutes(app, engine, {
    path: '/process-instance/:id/comment',
    tag: 'Process Instance Comment',
    of: (instanceId) => ({ instanceId }),
  });
