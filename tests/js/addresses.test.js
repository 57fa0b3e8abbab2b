import assert from "node:assert/strict";
import test from "node:test";

import { isLocal, linkForPhones } from "../../static/model/addresses.js";

test("a machine's names for itself are told from those for others", () => {
  const local = ["localhost", "lab.localhost", "127.0.0.1", "127.1.2.3", "[::1]", "0.0.0.0"];
  const others = ["192.168.1.20", "127.example.org", "localhost.example.org", "descent.streamlit.app"];
  assert.deepEqual([local.every(isLocal), others.some(isLocal)], [true, false]);
});

test("a phone is given the address in the network, with the same settings", () => {
  const { link, note } = linkForPhones("http://localhost:8501/?optimizers=gd,adam", "192.168.1.20");
  assert.equal(link, "http://192.168.1.20:8501/?optimizers=gd,adam");
  assert.match(note, /cannot reach localhost\./);
});

test("where there is no such address, the code says so; elsewhere there is nothing to say", () => {
  const { link, note } = linkForPhones("http://127.0.0.1:8501/", null);
  assert.equal(link, "http://127.0.0.1:8501/");
  assert.match(note, /cannot reach 127\.0\.0\.1/);
  const away = "https://lab.example.org/?seed=2";
  assert.deepEqual(linkForPhones(away, "192.168.1.20"), { link: away, note: "" });
});
