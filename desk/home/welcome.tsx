import { homeText as say } from '../messages/home.ts';
import type { Offers } from './offers.ts';

/** For those who have no petitions to see: what they can do instead, and where. */
export function Welcome(props: { offers: Offers }) {
  const { offers } = props;
  const links: [string, string][] = [
    ...(offers.running ? [['/modeler', say('toModeler')] as [string, string]] : []),
    ...(offers.accounts ? [['/accounts', say('toAccounts')] as [string, string]] : []),
    ['/account', say('toAccount')],
  ];
  return (
    <section class="welcome" aria-labelledby="welcome-heading">
      <h2 id="welcome-heading">{say('welcome')}</h2>
      <p>{say(offers.register ? 'welcomeRegister' : 'welcomeNoList')}</p>
      <ul class="welcome-links">
        {links.map(([address, text]) => (
          <li key={address}>
            <a href={address}>{text}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
