import { toPage, type Feed } from './feed.ts';

const cdn = 'https://scontent.cdninstagram.com/v';

function portrait(name: string, side: number): string {
  return `<span style="position: relative; display: inline-block"><canvas class="ring" width="${side * 2 + 20}" height="${side * 2 + 20}" style="width: ${side + 10}px; height: ${side + 10}px; position: absolute; left: -5px; top: -5px"></canvas>
    <img alt="${name}'s profile picture" crossorigin="anonymous" draggable="false" style="width: ${side}px; height: ${side}px; border-radius: 50%" src="${cdn}/t51.2885-19/${name}.jpg"></span>`;
}

/** A transparent layer lies over every picture. */
function photo(name: string, alt: string, width = 470): string {
  return `<div class="_aagu" style="position: relative; width: ${width}px; height: ${width / 2}px"><div class="_aagv"><img alt="${alt}" class="fill"
    sizes="${width}px" srcset="${cdn}/t51.29350-15/${name}-640.jpg 640w, ${cdn}/t51.29350-15/${name}-1080.jpg 1080w" src="${cdn}/t51.29350-15/${name}-1080.jpg"></div><div class="fill _aagw"></div></div>`;
}

const carousel = `<div class="carousel"><ul class="_acay">${[
  'slide one',
  'slide two',
  'slide three',
]
  .map(
    (alt, index) =>
      `<li style="transform: translateX(${index * 470}px)">${photo(`c${index}`, alt)}</li>`,
  )
  .join(
    '',
  )}</ul><button aria-label="Next" style="position: absolute; right: 8px; bottom: 8px">Next</button></div>`;

const sensitive = `<div style="position: relative; width: 470px">${photo('s', 'sensitive')}
  <div class="fill cover"><span>Sensitive content</span><button onclick="this.parentElement.remove()">See photo</button></div></div>`;

const reel = `<div style="width: 470px; height: 260px; position: relative"><video class="fill" playsinline preload="none" aria-label="a reel" poster="${cdn}/t51.71878-15/reel.jpg"></video></div>`;

const grid = `<div style="display: flex; gap: 4px">${['first', 'second', 'third']
  .map((place) => photo(`g-${place}`, `grid ${place}`, 150))
  .join('')}</div>`;

export const instagram: Feed = {
  name: 'Instagram',
  url: 'https://www.instagram.com/',
  html: toPage(
    `main { width: 470px } .fill { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover } .cover { backdrop-filter: blur(50px); background: rgb(0 0 0 / .5) }
    .carousel { overflow: hidden; position: relative; height: 260px } ._acay, ._acay li { list-style: none; margin: 0; padding: 0; position: absolute }
    ._acay { transition: translate .2s }`,
    `<main><div class="stories">${['ada', 'alan', 'grace'].map((name) => portrait(name, 56)).join(' ')}</div>
    <header>${portrait('margaret', 150)}</header>${grid}
    <article>${portrait('edsger', 32)}${photo('p', 'a photo by Edsger')}</article>
    <article>${carousel}</article><article>${reel}</article><article>${sensitive}</article></main>
    <script>
      for (const ring of document.querySelectorAll('.ring')) {
        const context = ring.getContext('2d');
        context.strokeStyle = 'crimson'; context.lineWidth = 4; context.beginPath();
        context.arc(ring.width / 2, ring.height / 2, ring.width / 2 - 4, 0, 7); context.stroke();
      }
      document.querySelector('[aria-label=Next]').onclick = () => { document.querySelector('._acay').style.translate = '-470px 0'; };
    </script>`,
  ),
  judged: ['grid first', 'grid second', 'grid third', 'a photo by Edsger', 'slide one', 'a reel'],
  further: [],
  gallery: { next: 'Next', brings: 'slide two' },
  veiled: { label: 'sensitive', show: 'See photo' },
};
