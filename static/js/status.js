// Whether a decree has begun and ended, worked out for today in China from its dated facts; the sentences stay beside it.

import { between, chinese, compare, isDay, today } from "./days.js";

const SILENT = "本库未见失效依据，这不等于有效。";

/** What is added wherever a verdict rests on a sentence that makes exceptions. */
export const EXCEPTED = "（原句另有例外，部分条款的期限可能不同）";

/** What a day makes of the facts: a word for the case, the sentences that say so, and the facts they rest on. */
export function conclude(facts, day) {
  const events = Array.isArray(facts?.events) ? facts.events.filter((each) => each && typeof each === "object") : [];
  const of = (kind) => events.filter((each) => each.kind === kind);
  const dated = (kind) => of(kind).filter((each) => isDay(each.day)).sort((a, b) => compare(a.day, b.day));
  const known = {
    signed: isDay(facts?.signed) ? facts.signed : null,
    repealed: [...dated("repealed"), ...of("repealed").filter((each) => !isDay(each.day))],
    from: dated("from"),
    until: dated("until"),
    named: of("named-day"),
    trial: of("trial"),
  };
  const met = repealed(known, day) ?? expired(known, day) ?? coming(known, day) ?? running(known, day) ?? silent(known);
  const beside = [...(["repealed", "expired"].includes(met.state) ? [] : threat(known, day)), ...trial(known)];
  const excepted = met.rests.some((each) => each.excepted === true);
  const main = met.text.join("");
  return {
    state: met.state,
    excepted,
    text: [excepted ? main.replace(/。$/u, `${EXCEPTED}。`) : main, ...beside.map((each) => each.text)].join(""),
    rests: [...new Set([...met.rests, ...beside.map((each) => each.event)].map((each) => each.ground))],
  };
}

function repealed({ repealed: found }, day) {
  const event = found.find((each) => !isDay(each.day) || compare(each.day, day) <= 0);
  if (!event) return null;
  const when = isDay(event.day) ? `自${dayOf(event)}起` : "";
  const undated = isDay(event.day) ? "" : "废止的日期没有写明。";
  return { state: "repealed", text: [`${when}已被${event.by || "后来的文件"}废止。`, undated], rests: [event] };
}

function expired({ until }, day) {
  const past = until.filter((each) => compare(each.day, day) < 0);
  const last = past.at(-1);
  if (!last) return null;
  if (past.length === until.length) {
    return { state: "expired", text: [`已过写明的有效期：至${dayOf(last)}。`], rests: [last] };
  }
  const next = until[past.length];
  const text = [`写明的有效期不止一个：至${dayOf(last)}的已过，另一个${left(next, day)}。`];
  return { state: "mixed", text, rests: [last, next] };
}

function coming({ from }, day) {
  const first = from[0];
  if (!first || compare(first.day, day) <= 0) return null;
  const text = [`尚未施行，将于${dayOf(first)}施行，还有${between(day, first.day)}天。`];
  return { state: "coming", text, rests: [first] };
}

function running({ from, until, ...rest }, day) {
  const [begun, end] = [from[0], until[0]];
  if (!begun && !end) return null;
  const start = begun ? [`自${dayOf(begun)}起已施行。`] : named(rest);
  const stop = end ? [`在写明的有效期内，${left(end, day)}。`] : [`没有写有效期；${SILENT}`];
  const rests = [...(begun ? [begun] : rest.named), ...(end ? [end] : [])];
  return { state: end ? "running" : "begun", text: [...start, ...stop], rests };
}

function silent(known) {
  const text = `没有写有效期；${SILENT}`;
  if (known.named.length) return { state: "named", text: [...named(known), text], rests: known.named };
  return { state: "silent", text: [`文中没有写施行日期和有效期；${SILENT}`], rests: [] };
}

function named({ named: events, signed }) {
  if (!events.length) return [];
  const day = signed ? `成文日期是${chinese(signed)}` : "成文日期也没有写";
  return [`文中只写自${events[0].rule || "某日"}起施行，没有写明是哪一天（${day}）。`];
}

function threat({ repealed: found }, day) {
  const event = found.find((each) => isDay(each.day) && compare(each.day, day) > 0);
  return event ? [{ text: `将于${dayOf(event)}被${event.by || "后来的文件"}废止。`, event }] : [];
}

function trial({ trial: events }) {
  return events.slice(0, 1).map((event) => ({ text: "标明“试行”或“暂行”。", event }));
}

function left(event, day) {
  const days = between(day, event.day);
  return days === 0 ? `今天是最后一天，即${dayOf(event)}` : `还有${days}天，至${dayOf(event)}`;
}

function dayOf(event) {
  return chinese(event.day) + (event.inferred ? "（推算）" : "");
}

function show(box) {
  const facts = JSON.parse(box.dataset.status);
  const line = box.querySelector("[data-status-now]");
  if (!line || !facts?.events?.length) return;
  const day = today();
  const { state, text, rests } = conclude(facts, day);
  line.textContent = text;
  box.querySelector("[data-status-day]")?.replaceChildren(`按今天（${chinese(day)}，北京时间）算：`);
  box.classList.add("status-told", `status-${state}`);
  for (const item of box.querySelectorAll("[data-ground]")) {
    item.classList.toggle("status-rests", rests.includes(Number(item.dataset.ground)));
  }
}

for (const box of document.querySelectorAll("[data-status]")) {
  try {
    show(box);
  } catch {
    // Odd data: what the page says without this script still holds.
  }
}
