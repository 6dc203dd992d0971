import './Notice.css';

interface NoticeProps {
  title: string;
  text: string;
}

/** What a page says where it has nothing to list. */
export function Notice({ title, text }: NoticeProps) {
  return (
    <div class="notice">
      <p class="notice__title">{title}</p>
      <p class="notice__text">{text}</p>
    </div>
  );
}
