declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  /** A provider of OpenID Connect, as far as the tests use it. */
  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    callback(): RequestListener;
  }
}
