const finder = document.querySelector('[data-finder]');
const choices = [...finder.querySelectorAll('.choices a')];
const cards = [...finder.querySelectorAll('.cards li')];

// Shows what the address says, as it is on the first load, too
function show() {
	const choice = choices.find((link) => link.pathname === location.pathname) ?? choices[0];
	const { kind } = choice.dataset;
	choices.forEach((link) => link.ariaCurrent = link === choice ? 'true' : null);
	cards.forEach((card) => card.hidden = kind !== '' && card.dataset.kind !== kind);
	document.title = `${kind || 'Tea finder'} · Northlight Tea`;
}

function go(link) {
	history.pushState(null, '', link.href);
	show();
}

choices.forEach((link) => link.addEventListener('click', (event) => {
	event.preventDefault();
	go(link);
}));
finder.querySelector('button').addEventListener('click', () => {
	const shown = cards.filter((card) => !card.hidden);
	const card = shown[Math.floor(Math.random() * shown.length)];
	// What happens in the browser: only a script can tell it
	window.pirsch?.('Tea chosen', { meta: { tea: card.querySelector('strong').textContent } });
	cards.forEach((other) => other.hidden = other !== card);
});
addEventListener('popstate', show);
show();
