// "Report a mistake": the place and the words marked are filled in; a mail is opened, a form's address, or a text to copy.

import { permanent } from "./address.js";

function place(text) {
  const chosen = String(getSelection()).trim().slice(0, 300);
  const node = getSelection().rangeCount ? getSelection().getRangeAt(0).startContainer : null;
  const within = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[id]");
  const block = within && text.contains(within) ? within : text.querySelector(".arrived, :target");
  return { chosen, anchor: block?.id ?? "", lines: block?.dataset?.lines ?? "" };
}

function message(text) {
  const { chosen, anchor, lines } = place(text);
  return [
    `文件：${document.querySelector("h1").textContent.trim()}`,
    `位置：${permanent(anchor)}${lines ? `（原文第${lines}行）` : ""}`,
    `原来写的是：${chosen}`,
    "应当是：",
    "",
  ].join("\n");
}

export function report(to, text, { copy }) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "report-title");
  dialog.innerHTML =
    '<form method="dialog"><h2 id="report-title">报告错误</h2><p>先在正文里选中有错的字句，这里会自动填好位置。</p>' +
    '<label>内容<textarea name="words"></textarea></label>' +
    '<div class="tools"><a class="button" target="_blank" rel="noopener">发送</a><button type="button">复制</button><button value="close">关闭</button></div></form>';
  const field = dialog.querySelector("textarea");
  const send = dialog.querySelector("a");
  field.value = message(text);
  const subject = `报告错误：${document.querySelector("h1").textContent.trim()}`;
  const lead = () => {
    const words = encodeURIComponent(field.value);
    if (!to) send.hidden = true;
    else if (to.startsWith("http")) send.href = `${to}${to.includes("?") ? "&" : "?"}title=${encodeURIComponent(subject)}&body=${words}`;
    else send.href = `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${words}`;
  };
  field.addEventListener("input", lead);
  lead();
  dialog.querySelector('button[type="button"]').addEventListener("click", () => copy(field.value, "已复制，可以发给本站。"));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.scrollTop = 0;
}
