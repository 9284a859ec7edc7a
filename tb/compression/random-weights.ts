import { createRandom, type Random } from "../../sim/random/random.ts";

/** Weights with a normal distribution: what an untrained layer has. A trained one has heavier tails. */
export function normalWeights(count: number, seed: number, deviation = 0.02): Float32Array {
  const random = createRandom(seed);
  const weights = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const [one, other] = normalPair(random);
    weights[i] = one * deviation;
    if (i + 1 < count) weights[i + 1] = other * deviation;
  }
  return weights;
}

/** Box and Muller's two independent normal deviates. */
function normalPair(random: Random): readonly [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - random.real()));
  const angle = 2 * Math.PI * random.real();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
