"""Chuffed as a peer of psplib.py: installed once by npm into the build folder, then one process a project."""
import json
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


def install(build):
    """Where the solver lies, or None with the reason."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None, "node and npm are absent"
    folder = pathlib.Path(build).resolve() / "tests" / "bench" / "peer"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (HERE / "package-lock.json").read_bytes()
    known = folder / "package-lock.json"
    if not (folder / "node_modules" / "minizinc").is_dir() or known.read_bytes() != wanted:
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(HERE / name, folder / name)
        done = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                              cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            return None, done.stdout.decode(errors="replace").strip()
    return folder, None


def solve(folder, seconds, durations, demands, capacities, arcs):
    """Starts, or None when no schedule was found in that time; and whether they are proven best."""
    request = {
        "jobs": len(durations), "resources": len(capacities), "precedences": len(arcs), "horizon": sum(durations),
        "duration": durations, "capacity": capacities,
        "demand": [[of_job[resource] for of_job in demands] for resource in range(len(capacities))],
        "before": [before + 1 for before, _ in arcs], "after": [after + 1 for _, after in arcs],
    }
    run = subprocess.run(["node", HERE / "chuffed.mjs", folder, str(seconds)], input=json.dumps(request), check=True,
                         capture_output=True, text=True)
    answer = json.loads(run.stdout)
    return answer["starts"], answer["proven"]
