/** The elements of a lesson (ui/wire/lesson.py): Streamlit calls each at every change of its data, and of the theme. */
/** @import { Component } from "../types.js" */
import { mounted } from "../bridge/mounted.js";
import { guarded } from "../problem.js";
import { grounds } from "./grounds.js";
import { LessonStage } from "./lesson_stage.js";

export const lesson_ground = guarded((/** @type {Component<{key: string, json: string}>} */ { data }) => {
  if (data && data.key !== grounds.latest?.key) grounds.publish(data);
});

export const lesson = mounted("lesson_stage.css", LessonStage);
