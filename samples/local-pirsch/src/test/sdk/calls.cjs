// Makes every call of the vendor's own SDK against a Local Pirsch, and says which fail.
// Arguments: base URL, client id, client secret.
const { Pirsch } = require("pirsch-sdk");

const [baseUrl, clientId, clientSecret] = process.argv.slice(2);
const client = new Pirsch({ baseUrl, clientId, clientSecret, hostname: "example.com", protocol: "https" });
const hit = {
	url: "https://example.com/teas?utm_source=letter",
	ip: "203.0.113.7",
	user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
	accept_language: "de-DE,de;q=0.9",
	tags: { kind: "Oolong" },
};
const time = new Date().toISOString();
const filter = {
	id: "localDom01", from: new Date(), to: new Date(), event: "Ordered", event_meta_key: "total", tag: "kind",
};
const everything = { id: filter.id, from: filter.from, to: filter.to };

// The SDK has the path of the API twice in these two, so no server can answer them
const BROKEN = ["listFunnel", "funnel"];

const SENDING = {
	hit: () => client.hit(hit),
	event: () => client.event("Ordered", hit, 4, { total: 9.5 }),
	session: () => client.session(hit),
	batchHits: () => client.batchHits([{ ...hit, time }]),
	batchEvents: () => client.batchEvents([{ name: "Ordered", hit, time, duration: 4, meta: { total: "12" } }]),
	batchSessions: () => client.batchSessions([{ ...hit, time }]),
};

const EXPECTED = {
	domain: (domain) => domain.id === "localDom01",
	totalVisitors: (total) => total.visitors === 1 && total.views === 2,
	pages: (pages) => pages.length === 1 && pages[0].path === "/teas",
	events: (events) => events[0].name === "Ordered" && events[0].count === 2,
	eventMetadata: (rows) => rows.length === 2,
	utmSource: (rows) => rows[0].utm_source === "letter",
	languages: (rows) => rows[0].language === "de",
	browser: (rows) => rows[0].browser === "Firefox",
	tagKeys: (rows) => rows[0].key === "kind",
	tags: (rows) => rows[0].value === "Oolong",
	timeOfDay: (rows) => rows.length === 24,
};

async function problem(name, call) {
	try {
		const result = await call();
		if (result instanceof Error) {
			return `${name}: ${result.code} ${JSON.stringify(result.data)}`;
		}
		const expected = EXPECTED[name];
		return expected && !expected(result) ? `${name}: ${JSON.stringify(result)}` : undefined;
	}
	catch (ex) {
		return `${name}: ${ex}`;
	}
}

async function main() {
	const core = Object.getPrototypeOf(Object.getPrototypeOf(client));
	const internal = ["constructor", "performPost", "performGet", "performFilteredGet", "getFilterParams",
		"refreshToken", "generateUrl", "accessModeCheck"];
	const names = Object.getOwnPropertyNames(core).filter((name) => !internal.includes(name));
	const reading = names.filter((name) => !(name in SENDING) && !BROKEN.includes(name));
	const problems = [];
	for (const name of Object.keys(SENDING)) {
		problems.push(await problem(name, SENDING[name]));
	}
	for (const name of reading) {
		const by = ["eventMetadata", "eventPages", "tags"].includes(name) ? filter : everything;
		problems.push(await problem(name, () => client[name](by)));
	}
	const failed = problems.filter(Boolean);
	failed.forEach((line) => console.error(line));
	console.log(`${problems.length - failed.length} of ${names.length} calls work, ${BROKEN.length} can't`);
	process.exitCode = failed.length > 0 ? 1 : 0;
}

main();
