"""The smallest Streamlit app with a slider: what the platform itself costs, to measure the page against."""

import streamlit as st

step_size = st.slider("Step size", 0.0, 1.0, 0.5, step=0.01, key="step_size")
st.write(f"step_size is {step_size:.2f}")
