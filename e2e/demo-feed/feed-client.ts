/** Runs in the feed's page: appends more posts whenever the end of the feed comes near, until there are none. */
const feed = document.querySelector('#feed');
const more = document.querySelector('#more');
let page = 0;
let isLoading = false;

async function appendPage(): Promise<boolean> {
  const response = await fetch(`/posts?page=${page}`);
  feed?.insertAdjacentHTML('beforeend', await response.text());
  page += 1;
  return response.headers.get('x-last') === 'true';
}

async function loadMore(observer: IntersectionObserver): Promise<void> {
  if (isLoading || !more) return;
  isLoading = true;
  const isLast = await appendPage();
  isLoading = false;
  observer.unobserve(more);
  if (isLast) more.textContent = 'That is all the paint we had.';
  else observer.observe(more);
}

const observer = new IntersectionObserver(
  ([end]) => {
    if (end?.isIntersecting) void loadMore(observer);
  },
  { rootMargin: '600px' },
);
if (more) observer.observe(more);

export {};
