// Draws the table, so that there is something to read without a script, too
const box = document.querySelector('.canvas');
const [views, visitors] = [...document.querySelectorAll('.chart thead .number')].map((cell) => cell.textContent);
const rows = [...document.querySelectorAll('.chart tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent));
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
const scale = (title, more) => ({ title: { display: true, text: title }, border: { display: false }, ...more });

const chart = new Chart(box.firstElementChild, {
	type: 'bar',
	data: {
		labels: rows.map(([label]) => label),
		datasets: [{ label: views, data: rows.map((row) => Number(row[1])) }, { label: visitors, data: rows.map((row) => Number(row[2])) }]
	},
	options: {
		animation: false,
		maintainAspectRatio: false,
		interaction: { mode: 'index', intersect: false },
		datasets: { bar: { borderRadius: 3, maxBarThickness: 28, categoryPercentage: .72, barPercentage: .92 } },
		plugins: { legend: { position: 'top', align: 'end', labels: { boxWidth: 12, boxHeight: 12 } } },
		scales: {
			x: scale(box.dataset.unit, { grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 14 } }),
			y: scale('Count', { beginAtZero: true, suggestedMax: 4, ticks: { precision: 0, maxTicksLimit: 6 } })
		}
	}
});

function dress() {
	chart.data.datasets[0].backgroundColor = colour('accent');
	chart.data.datasets[1].backgroundColor = colour('warm');
	chart.options.plugins.legend.labels.color = colour('ink');
	for (const axis of Object.values(chart.options.scales)) {
		axis.ticks.color = axis.title.color = colour('soft');
		axis.grid = { ...axis.grid, color: colour('line') };
	}
	chart.update();
}

Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
Chart.defaults.font.size = 13;
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', dress);
dress();
