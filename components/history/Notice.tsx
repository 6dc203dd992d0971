import './Notice.css';

interface NoticeProps {
  title: string;
  text: string;
}

/** What a page says where it has nothing to list. */
export function Notice({ title, text }: NoticeProps) {
  return (
    <div class="notice">
      <h2 class="notice__title">{title}</h2>
      <p class="notice__text">{text}</p>
    </div>
  );
}
