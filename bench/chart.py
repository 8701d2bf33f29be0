"""Bar charts as SVG for the README: they take the reader's light or dark colours."""
import html

BAR, ROW, GROUP, TOP = 480, 24, 36, 40
STYLE = """
    text { font: 13px system-ui, sans-serif; fill: #1f2328 }
    .head { font-weight: 600 }
    .faint { fill: #59636e; font-size: 11px }
    .line { stroke: #d1d9e0 }
    .pith { fill: #1a7f5a }
    .other { fill: #8c959f }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc }
      .faint { fill: #9198a1 }
      .line { stroke: #3d444d }
      .pith { fill: #3fb98a }
      .other { fill: #6e7681 }
    }"""


class Chart:
    """Groups of bars one below the other, drawn from the top. `place` says where from 0 to 1 a value lies; names stand
    in the `left` pixels before the bars."""

    def __init__(self, place, left):
        self.place, self.left = place, left
        self.parts, self.y = [], TOP

    def x(self, value):
        return self.left + BAR * self.place(value)

    def put(self, x, y, text, kind="", anchor="start"):
        text = html.escape(text, quote=False)
        self.parts.append(f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}" text-anchor="{anchor}">{text}</text>')

    def group(self, title):
        if self.parts:
            self.y += GROUP - ROW
        self.put(0, self.y + 14, title, "head")
        self.y += ROW

    def bar(self, name, value, text, kind):
        """A bar of class `pith` or `other` with its figure; without a value the text alone."""
        self.put(self.left - 8, self.y + 14, name, "", "end")
        if value is None:
            self.put(self.left + 4, self.y + 14, text, "faint")
        else:
            width = max(2, self.x(value) - self.left)
            place = f'x="{self.left}" y="{self.y + 2}" width="{width:.0f}" height="16"'
            self.parts.append(f'<rect {place} rx="2" class="{kind}"/>')
            self.put(self.left + width + 6, self.y + 14, text)
        self.y += ROW

    def draw(self, ticks, unit, label):
        """The picture; `ticks` are values with their texts, `label` says what it shows to those who do not see it."""
        bars, self.parts = self.parts, []
        bottom = self.y + GROUP - ROW
        for value, text in ticks:
            x = self.x(value)
            self.parts.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="34" y2="{bottom - 6}" class="line"/>')
            self.put(x, 26, text, "faint", "middle")
        self.put(0, 26, unit, "faint")
        width = self.left + BAR + 110
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {bottom}" width="{width}" height="{bottom}"'
            f' role="img" aria-label="{html.escape(label)}">\n  <style>{STYLE}\n  </style>\n  '
            + "\n  ".join(self.parts + bars)
            + "\n</svg>\n"
        )
