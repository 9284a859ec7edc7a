/** Text that HTML shows as it is. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The Markdown of a text block as HTML: paragraphs, lists with `- `, `code`, **bold** and [links](https://…); all else is text. */
export function textHtml(markdown: string): string {
  return markdown
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => {
      const lines = paragraph.split("\n");
      if (!lines.every((line) => /^(- |\s{2,}\S)/.test(line))) return `<p>${inlineHtml(lines.join(" "))}</p>`;
      const items = paragraph
        .split(/\n(?=- )/)
        .map((item) => item.replace(/^- /, "").replace(/\s*\n\s*/g, " "));
      return `<ul>${items.map((item) => `<li>${inlineHtml(item)}</li>`).join("")}</ul>`;
    })
    .join("\n");
}

function inlineHtml(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.length > 2 && part.startsWith("`") && part.endsWith("`")
        ? `<code>${escapeHtml(part.slice(1, -1))}</code>`
        : spanHtml(escapeHtml(part)),
    )
    .join("");
}

function spanHtml(escaped: string): string {
  return escaped
    .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2">$1</a>');
}
