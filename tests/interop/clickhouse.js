// Runs `siptrace schema clickhouse` and the queries of docs/live.md on the ClickHouse engine itself, with the samples as data.
// Needs Node and the package chdb (npm install chdb). SIPTRACE is how to start the program.
const { Session } = require('chdb');
const { spawnSync } = require('child_process');
const fs = require('fs'), os = require('os'), path = require('path');

const root = path.resolve(__dirname, '..', '..');
const [program, ...first] = (process.env.SIPTRACE || `dotnet ${root}/src/SipTrace/bin/Release/net10.0/siptrace.dll`).split(' ');
const siptrace = (...args) => spawnSync(program, [...first, ...args], { maxBuffer: 1 << 28, encoding: 'utf8' }).stdout;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'siptrace-clickhouse-'));
const session = new Session(path.join(folder, 'db'));
const statements = text => text.replace(/^--.*$/gm, '').split(';').map(s => s.trim()).filter(s => s);

for (const statement of statements(siptrace('schema', 'clickhouse'))) session.query(statement);
const settings = "SETTINGS input_format_skip_unknown_fields = 1, date_time_input_format = 'best_effort', input_format_null_as_default = 1";
for (const [command, table, type] of [['calls', 'calls', 'call'], ['rtp', 'streams', 'stream'], ['ice', 'ice', 'ice'], ['lint', 'findings', 'finding']]) {
    const rows = siptrace(command, path.join(root, 'samples-pcap'), '--format', 'ndjson', '--quiet').split('\n').filter(row => row.includes(`"type":"${type}"`));
    const file = path.join(folder, table + '.ndjson');
    fs.writeFileSync(file, rows.join('\n') + '\n');
    session.query(`INSERT INTO siptrace.${table} SELECT * FROM file('${file}', JSONEachRow) ${settings}`);
    const count = Number(session.query(`SELECT count() FROM siptrace.${table}`, 'CSV'));
    if (rows.length === 0 || count !== rows.length) throw new Error(`${table}: ${count} of ${rows.length} rows`);
    console.log(`ok   ${table}: ${count} rows`);
}
const page = fs.readFileSync(path.join(root, 'docs', 'live.md'), 'utf8');
for (const block of page.matchAll(/```sql\n([\s\S]*?)```/g)) {
    for (const query of statements(block[1])) {
        const rows = session.query(query, 'CSV').trim().split('\n').filter(row => row);
        if (rows.length === 0) throw new Error(`no row: ${query}`);
        console.log(`ok   ${query.split('\n')[0]} ...: ${rows.length} rows, first ${rows[0]}`);
    }
}
session.cleanup();
fs.rmSync(folder, { recursive: true, force: true });
