// A small bot as people write them: it keeps every text durably and answers.
import { Bot } from "grammy";
import Database from "better-sqlite3";

const db = new Database(process.env.DATABASE_URL);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.exec("CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY, chat INTEGER, sent INTEGER, text TEXT)");
const keep = db.prepare("INSERT INTO messages (chat, sent, text) VALUES (?, ?, ?)");

const bot = new Bot(process.env.TELEGRAM_BOT_TOKEN, { client: { apiRoot: process.env.TELEGRAM_API_URL } });
bot.on("message:text", async (ctx) => {
  keep.run(ctx.chat.id, ctx.message.date, ctx.message.text);
  await ctx.reply("Kept: " + ctx.message.text);
});
process.on("SIGTERM", () => process.exit(0));
await bot.start({ allowed_updates: ["message"] });
