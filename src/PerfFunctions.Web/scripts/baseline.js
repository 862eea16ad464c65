// The runs that later ones are compared with, and how another becomes one of them.

const baselineOf = runId => `/api/runs/${encodeURIComponent(runId)}/baseline`;
const nameOf = run => `${moment(run.startedAt)}${run.commit ? `, commit ${run.commit.slice(0, 7)}` : ''}: ${(outcomes[run.outcome] ?? [run.outcome])[0].toLowerCase()}`;

async function changeBaseline(button, runId, method, view) {
  button.disabled = true;
  const problem = byId('baseline-problem');
  problem.hidden = true;
  try {
    const response = await call(baselineOf(runId), { method });
    if (response.ok) return await showBaseline(view);
    problem.textContent = (await problemOf(response)).text;
  } catch (error) {
    problem.textContent = `The service could not be reached: ${error.message}`;
  } finally {
    button.disabled = false;
  }
  problem.hidden = false;
}

function usedRun(baseline, view) {
  const run = view.runs.find(r => r.runId === baseline.runId);
  const item = element('li');
  item.append(linkTo(`/runs/${encodeURIComponent(baseline.runId)}`, run ? nameOf(run) : baseline.runId, `Run ${baseline.runId}`));
  if (!baseline.byHand) return item;
  const button = element('button', 'small', 'Withdraw');
  button.type = 'button';
  button.addEventListener('click', () => changeBaseline(button, baseline.runId, 'DELETE', view));
  item.append(element('span', 'quiet', 'accepted by hand'), button);
  return item;
}

async function showBaseline(view) {
  const all = await json(`/api/plans/${encodeURIComponent(view.plan)}/baselines?conditions=${encodeURIComponent(view.conditions.key)}`);
  const used = all.filter(b => b.isUsed);
  byId('baseline-text').textContent = used.length
    ? `The next run under these conditions is compared with ${used.length === 1 ? 'this run' : `these ${used.length} runs`}.`
    : 'No run is a baseline yet: the next run under these conditions is compared with nothing.';
  byId('baseline-runs').replaceChildren(...used.map(baseline => usedRun(baseline, view)));
  byId('baseline-run').replaceChildren(...[...view.runs].reverse().map(run => new Option(nameOf(run), run.runId)));
  byId('baseline-form').onsubmit = event => {
    event.preventDefault();
    changeBaseline(event.submitter, byId('baseline-run').value, 'PUT', view);
  };
  byId('baseline').hidden = false;
}
