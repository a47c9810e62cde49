const best = (rows, key) => rows.reduce((most, row) => (row[key] > most[key] ? row : most));

const rhythm = objects(data.rhythm);
const ofGrain = (grain) => rhythm.filter((row) => row.grain === grain);
const statuses = objects(data["order-status"]);
const orders = sum(statuses.map((row) => row.count));
const categories = objects(data["category-months"]);
const value = sum(categories.map((row) => row.value));
const cases = sum(categories.map((row) => row.cases));
const stock = objects(data.stock);
const critical = sum(stock.map((row) => row.critical));
const low = sum(stock.map((row) => row.low));
const positions = critical + low + sum(stock.map((row) => row.enough));
const fulfillment = objects(data.fulfillment);
const withinShare = (share) => fulfillment.find((row) => row.share_within >= share).hours + 1;
