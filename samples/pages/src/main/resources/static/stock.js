const stock = document.querySelector('[data-stock]');
fetch(stock.dataset.stock)
	.then((response) => response.json())
	.then(({ tins }) => stock.textContent = tins < 5 ? `only ${tins} tins` : `${tins} tins`)
	.catch(() => stock.textContent = 'ask us');
