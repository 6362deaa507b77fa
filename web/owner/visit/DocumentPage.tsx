// A paper of my visit, to read, print or keep as a file. `/documents/:id`.
import { Link, useParams } from 'react-router';
import { useWords } from '#kit/words.tsx';
import { words } from '../../sheets/document-words.ts';
import { PaperDesk } from '../../sheets/PaperDesk.tsx';
import { links } from '../links.ts';

export function DocumentPage() {
  const { documentId = '' } = useParams();
  const w = useWords(words);
  return <PaperDesk documentId={documentId} back={() => <Link to={links.home()}>{w.back}</Link>} />;
}
