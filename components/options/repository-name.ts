/** A name on the hub has an owner and characters of this list only; nothing in it leads elsewhere. */
const namePattern = /^[\w-][\w.-]*\/[\w-][\w.-]*$/;

/**
 * Reads a repository's name from what a person typed or pasted.
 *
 * @example `findRepository(' https://huggingface.co/google/vit-base/tree/main ')` is "google/vit-base".
 */
export function findRepository(text: string): string | undefined {
  const path = text.trim().replace(/^https:\/\/(www\.)?(huggingface\.co|hf\.co)\//, '');
  const [owner = '', name = ''] = path.split('/');
  const repository = `${owner}/${name}`;
  const isNothingElse = path === repository || path !== text.trim();
  return isNothingElse && namePattern.test(repository) ? repository : undefined;
}
