// danfojs-node imports @tensorflow/tfjs-node, which downloads a native binary when it is installed.
// This stand-in gives it tfjs-core on the CPU backend, with tensor methods such as a.add(b).
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");

for (const [name, op] of Object.entries(tf)) {
  if (typeof op !== "function" || !/^[a-z]/.test(name) || name in tf.Tensor.prototype) continue;
  tf.Tensor.prototype[name] = function (...operands) {
    return op(this, ...operands);
  };
}
tf.env().set("PROD", true);
module.exports = tf;
