/** Tables at their default options and seed that several results show: each is made once, for whoever asks first. */

import type { Progress } from "../input/progress.js";
import type { Table } from "../report/table.js";
import { baselinesDefaults } from "./baselines/runs.js";
import { baselines } from "./baselines/summary.js";
import { dynamicLyapunov, dynamicLyapunovDefaults } from "./dynamic/lyapunov.js";
import { dynamicRegret, dynamicRegretDefaults, dynamicRegretRuns } from "./dynamic/regret.js";
import { errorModelFits } from "./error-model/fits.js";
import { errorMechanism, errorMechanismDefaults } from "./error-model/mechanism.js";
import { publishedQuality } from "./error-model/published-quality.js";
import { errorModelRegret, errorModelRegretDefaults } from "./error-model/regret.js";
import { capacityPrice, capacityPriceDefaults } from "./step-limits/capacity-price.js";
import { stepLimitsDefaults } from "./step-limits/runs.js";
import { stepLimits } from "./step-limits/summary.js";
import { tauSensitivity, tauSensitivityDefaults } from "./tau/sensitivity.js";
import { weightsDesign, weightsDesignDefaults } from "./weights/design.js";
import { type ServiceFronts, weightsFronts } from "./weights/front.js";

export type Once<T> = (progress?: Progress) => T;

export const standard: {
  readonly baselines: Once<Table>;
  readonly capacityPrice: Once<Table>;
  readonly dynamicLyapunov: Once<Table>;
  readonly dynamicRegret: Once<Table>;
  readonly errorMechanism: Once<Table>;
  readonly errorModelFits: Once<Table>;
  readonly errorModelRegret: Once<Table>;
  readonly stepLimits: Once<Table>;
  readonly tauSensitivity: Once<Table>;
  readonly weightsFronts: Once<readonly ServiceFronts[]>;
} = {
  baselines: once((progress) => baselines(baselinesDefaults, 1, progress)),
  capacityPrice: once((progress) => capacityPrice(capacityPriceDefaults, 1, progress)),
  dynamicLyapunov: once((progress) => dynamicLyapunov(dynamicLyapunovDefaults, 1, progress)),
  dynamicRegret: once((progress) => dynamicRegret(dynamicRegretRuns(dynamicRegretDefaults, 1, progress))),
  errorMechanism: once((progress) => errorMechanism(errorMechanismDefaults, 1, progress)),
  errorModelFits: once(() => errorModelFits(publishedQuality)),
  errorModelRegret: once((progress) => errorModelRegret(errorModelRegretDefaults, 1, progress)),
  stepLimits: once((progress) => stepLimits(stepLimitsDefaults, 1, progress)),
  tauSensitivity: once((progress) => tauSensitivity(tauSensitivityDefaults, 1, progress)),
  weightsFronts: once((progress) => weightsFronts(weightsDesign(weightsDesignDefaults, 1, progress))),
};

function once<T>(make: Once<T>): Once<T> {
  let made: T | undefined;
  return (progress) => {
    made ??= make(progress);
    return made;
  };
}
