/**
 * What Python sends of a race, and what the engine makes of it.
 *
 * @typedef {number | "inf" | "-inf" | "nan"} Constant  JSON has no numbers that are not finite
 * @typedef {[string, ...number[]]} Step  the name of an operation, and the places of its arguments
 *
 * Steps from some inputs to some results: see optim.program.
 * A place from 0 on is an input, or behind the inputs the result of a step; a negative one, -1 - i, is constant i.
 * @typedef {object} ProgramData
 * @property {string[]} inputs
 * @property {Constant[]} constants
 * @property {Step[]} steps
 * @property {number[]} results
 *
 * @typedef {[[number, number], [number, number]]} Bounds  of x, then of y
 * @typedef {[number, number]} Point
 *
 * What all values of one family's parameter change beside the program's input.
 * @typedef {Partial<Pick<EngineObjective, "minima" | "minimum" | "unit" | "offset" | "tolerance" | "lipschitz" | "data">>} Along
 *
 * The rows of a line fitted by least squares, and what is written at the axes of their chart.
 * @typedef {{features: Point[], targets: number[], axes: [string, string]}} Line
 *
 * The rows of a point fitted by least squares.
 * @typedef {{points: Point[]}} Examples
 *
 * @typedef {Line | Examples} Data
 *
 * @typedef {object} EngineObjective
 * @property {string} name
 * @property {ProgramData} program  ("x", "y", ...parameters) -> (f, df/dx, df/dy), without the factor
 * @property {Record<string, number>} parameters
 * @property {number} factor  what f and its derivatives are multiplied by
 * @property {Bounds} bounds
 * @property {Point[]} minima
 * @property {number | null} minimum  factor * f there
 * @property {number} unit
 * @property {number} offset
 * @property {number} tolerance
 * @property {number | null} [lipschitz]  the largest curvature, where that is the same everywhere
 * @property {Data | null} [data]  what f is the mean squared error on
 * @property {{zeros: ProgramData, reach: number} | null} [kinks]  of a typed function: see optim.typed.kinks
 * @property {Record<string, Record<string, Along>>} [along]  parameter -> its value -> what is then otherwise
 *
 * @typedef {object} EngineOptimizer
 * @property {string[]} state
 * @property {Record<string, number>} hyperparameters
 * @property {string[]} shared  those that follow the settings which all racers share
 * @property {ProgramData} init  ("x", ...hyperparameters) -> the state
 * @property {ProgramData} update  (...state, "gradient", "x", ...hyperparameters) -> (step, effective step, ...state)
 * @property {boolean} metered  whether it is known above which sharpness its steps grow
 * @property {string | null} accumulator  the field of the state that makes its steps shorter
 * @property {{program: ProgramData, label: string} | null} [edge]  hyperparameters -> the step size times the largest
 *   curvature beyond which it diverges; and the formula of that step size
 *
 * @typedef {object} EngineNoise
 * @property {number} std  of the Gaussian noise; 0: none
 * @property {number} seed
 * @property {number} batch  rows of the data that a gradient is the mean over; 0: all
 *
 * @typedef {object} EngineRecord  a race before it is run: `facts.engine`
 * @property {EngineObjective} objective
 * @property {Record<string, EngineOptimizer>} optimizers
 * @property {{program: ProgramData}} schedule  ("k", "n_iter") -> the factor of the step size at update k
 * @property {EngineNoise} noise
 * @property {Point} start
 * @property {number} n_iter
 * @property {string[]} quantities  the names of those that are shown
 *
 * @typedef {"converged" | "stationary" | "left_bounds" | "diverged" | "undefined" | "moving"} Reason
 * @typedef {{reason: Reason, iteration: number, left: number, ended: number}} Outcome  see optim.outcome
 *
 * One run. Beside these, the columns of the quantities that are shown, as effective_step_x, each only in a run that
 * has it. A column of steps has one entry fewer: entry k leads from iterate k to k + 1.
 * @typedef {object} EngineRunFacts
 * @property {number} length  iterates that are finite, in x, f and state
 * @property {Float64Array} x @property {Float64Array} y
 * @property {Float64Array} f  less the objective's offset
 * @property {Float64Array} best  smallest f so far
 * @property {Float64Array} distance  to the nearest minimum, NaN where there is none
 * @property {Outcome} outcome
 *
 * @typedef {EngineRunFacts & Record<string, any>} EngineRun
 *
 * Runs side by side: their starts, all x and then all y, and the hyperparameters that differ from run to run.
 * @typedef {{n: number, start: Float64Array, hyperparameters: Record<string, Float64Array>}} Lanes
 *
 * What became of n runs, an entry a run; where nothing holds, an iterate is n_iter + 1: see optim.maps.Fates.
 * @typedef {object} Fates
 * @property {Float64Array} x @property {Float64Array} y  where they ended
 * @property {Float64Array} loss  how far f is above the minimum there
 * @property {Int32Array} near  the iterate since which that is within the tolerance, to the end
 * @property {Int32Array} firstNear  the first iterate at which it was
 * @property {Int32Array} firstOut  the first iterate out of the bounds
 * @property {Int32Array} out  the iterate since which the run is out of the bounds, to the end
 * @property {Uint8Array} diverged
 */

export {};
