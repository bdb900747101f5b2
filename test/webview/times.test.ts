import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { text } from "#webview/page/strings.ts";
import { formatDuration, nextChange, timeAgo } from "#webview/page/times.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe("times in words", () => {
  it("say how long ago, in the largest unit that fits", () => {
    const ages = [
      0,
      12.9 * second,
      59.9 * second,
      minute,
      59 * minute,
      hour,
      23 * hour,
      24 * hour,
      49 * hour,
    ];
    assert.deepEqual(
      ages.map((age) => timeAgo(1_000_000, 1_000_000 + age)),
      [
        "just now",
        "12 s ago",
        "59 s ago",
        "1 min ago",
        "59 min ago",
        "1 h ago",
        "23 h ago",
        "1 day ago",
        "2 days ago",
      ],
    );
  });

  it("take a moment in the future for now: two clocks never agree", () => {
    assert.equal(timeAgo(5000, 0), "just now");
  });

  it("are looked at again when they may have changed, not before", () => {
    assert.equal(nextChange(0, 12_400), 600);
    assert.equal(nextChange(0, 90 * second), 30 * second);
    assert.equal(nextChange(5000, 0), second);
  });

  it("give durations their unit", () => {
    assert.deepEqual([0.4, 61, 999.6, 1261, 59_970, 200_000].map(formatDuration), [
      "0 ms",
      "61 ms",
      "1.0 s",
      "1.3 s",
      "1 min 0 s",
      "3 min 20 s",
    ]);
  });

  it("fill a sentence's slots with text as it is", () => {
    assert.equal(text("run.note", { note: "{count} $& __proto__" }), "“{count} $& __proto__”");
  });
});
