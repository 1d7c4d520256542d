import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { repositoriesText as text } from '#shared/text/repositories.en.ts';

import { Icon } from '../components/icon.tsx';
import { OpenWriting } from './open-writing.tsx';

/** What may be done with an account now, and what may not and why. */
export function AccountRights({ repository }: { readonly repository: RepositoryDetail }) {
  const isProduction = repository.environment === 'production';
  const isOpenable = isProduction && repository.access === 'write' && repository.hasCredential;
  return (
    <section className="section">
      <h3 className="section-title">{text.rights}</h3>
      <div className="stack">
        <ul className="rights">
          {rightsOf(repository).map(({ may, sentence }) => (
            <li key={sentence} className="line">
              <Icon name={may ? 'check' : 'close'} />
              <span className="unseen">{may ? text.may : text.mayNot}</span>
              <span className={may ? undefined : 'soft'}>{sentence}</span>
            </li>
          ))}
        </ul>
        {isOpenable && (
          <div>
            <OpenWriting repository={repository} isOpen={repository.isWritingOpen} />
          </div>
        )}
      </div>
    </section>
  );
}

interface Right {
  readonly may: boolean;
  readonly sentence: string;
}

function rightsOf(repository: RepositoryDetail): readonly Right[] {
  const { right } = text;
  if (repository.access === 'observe') {
    return [
      { may: true, sentence: right.readPublic },
      { may: false, sentence: right.observed },
    ];
  }
  if (!repository.hasCredential) return [{ may: false, sentence: right.noCredential }];
  const prefixes = repository.prefixes.join(', ');
  const isHeld = repository.heldReason !== null;
  const mayWrite = repository.isWritingOpen && !isHeld;
  return [
    { may: !isHeld, sentence: right.readAll },
    { may: mayWrite, sentence: prefixes === '' ? right.write : right.writeUnder(prefixes) },
    ...(isHeld ? [{ may: false, sentence: repository.heldReason ?? '' }] : []),
    ...(repository.isWritingOpen ? [] : [{ may: false, sentence: right.shut }]),
    ...(repository.credential === 'api-key' ? [{ may: false, sentence: right.keyOnly }] : []),
  ];
}
