/** Rules that catch mistakes; how code looks is prettier's, and what fits together is tsc's. */
import js from "@eslint/js";
import globals from "globals";

const MISTAKES = {
  "array-callback-return": "error",
  eqeqeq: "error",
  "no-eval": "error", // what a visitor types is data
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-self-compare": "error",
  "no-shadow": "error",
  "no-template-curly-in-string": "error",
  "no-unmodified-loop-condition": "error",
  "no-unreachable-loop": "error",
  "no-unused-expressions": ["error", { allowShortCircuit: true, allowTernary: true }],
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
  "no-var": "error",
  "prefer-const": "error",
};

export default [
  { ignores: [".venv/", "static/vendor/", "static/dist/"] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" }, rules: MISTAKES },
  { files: ["static/**", "tests/driver/**"], languageOptions: { globals: globals.browser } },
  { files: ["static/**/*_worker.js"], languageOptions: { globals: globals.worker } },
  {
    files: ["tests/js/**", "benchmarks/**", "scripts/**", "*.js"],
    languageOptions: { globals: globals.node },
  },
];
