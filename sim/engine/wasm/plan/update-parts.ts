import { type LocalUse, type Statement, walkStatements } from "../../../lower/index.ts";
import type { KernelClass } from "./classes.ts";
import { isWide, needsSingle } from "./single.ts";
import { type Commit, slice } from "./slice.ts";
import { type Uses, usesOf } from "./uses.ts";

/** What becomes one kernel of a class's `update()`: the whole method, or what some of its registers and memories need. */
export interface UpdatePart {
  readonly cls: KernelClass;
  /** `MacCell.update`, or `MacCell.update of sum`. */
  readonly name: string;
  readonly statements: readonly Statement[];
  readonly locals: readonly LocalUse[];
  readonly uses: Uses;
}

/**
 * Cuts the `update()` methods: registers that need no memory and no wide number can run in vectors, even where a memory of the same method
 * can't. What both parts need is computed in both.
 */
export function updateParts(classes: readonly KernelClass[]): readonly UpdatePart[] {
  return classes.flatMap((cls): readonly UpdatePart[] => {
    const { update, behavioural } = cls.code;
    // Behavioural modules have read all before the first kernel of an edge, and commit behind the last.
    if (!update || behavioural || update.writes.length + update.memoryWrites.length === 0) return [];
    const part = (name: string, targets: ReadonlySet<Target>): UpdatePart => {
      const commits = (commit: Commit): boolean => targetsOf(commit).some((target) => targets.has(target));
      const statements = slice(update.statements, { drives: () => false, commits, asserts: false });
      return { cls, name, statements, locals: update.locals, uses: usesOf(statements) };
    };
    const groups = targetGroups(update.statements);
    const whole = part(`${cls.name}.update`, new Set(groups.flatMap((group) => [...group])));
    if (!isWide(cls) || !needsSingle(cls, whole.uses)) return [whole];
    const single = groups.filter((group) => needsSingle(cls, part("", group).uses));
    if (single.length === groups.length) return [whole];
    const together = groups.filter((group) => !single.includes(group));
    return [together, single].map((some) => {
      const targets = some.flatMap((group) => [...group]);
      const names = targets.map((target) => nameOf(cls, target)).join(", ");
      return part(`${cls.name}.update of ${names}`, new Set(targets));
    });
  });
}

/** A signal's index, or of a memory the complement of its index. */
type Target = number;

function targetsOf(commit: Commit): readonly Target[] {
  if (commit.kind === "store") return [~commit.memory];
  return commit.kind === "latch" ? [commit.signal] : commit.signals;
}

/** Registers that an index chooses from stay together. */
function targetGroups(statements: readonly Statement[]): readonly ReadonlySet<Target>[] {
  const groupOf = new Map<Target, Set<Target>>();
  walkStatements(statements, (statement) => {
    if (statement.kind !== "latch" && statement.kind !== "latchElement" && statement.kind !== "store") return;
    const targets = targetsOf(statement);
    const joined = new Set(targets.flatMap((target) => [...(groupOf.get(target) ?? [target])]));
    for (const target of joined) groupOf.set(target, joined);
  });
  return [...new Set(groupOf.values())];
}

function nameOf({ code }: KernelClass, target: Target): string {
  return (target < 0 ? code.memories[~target]! : code.signals[target]!).path.join(".");
}
