// The practice room: course, practice, interview, the second challenge, and what is remembered.
import { story } from '../story.mjs';

const TRAP = 'practice.html#trap=specific-allow-loses-to-broad-deny';
const RIGHT = /^Denied, explicitly/u;
const WRONG = /^Allowed by the role/u;

const heading = (page, name) => page.getByRole('heading', { level: 1, name });
const answers = (page) => page.getByRole('list', { name: 'Answers' });
const press = (page, name) => page.getByRole('button', { name }).click();

/** Answers the question that is shown. */
async function answer(page, name, sure) {
  await answers(page).getByRole('button', { name }).click();
  await page.getByRole('group', { name: 'How sure are you?' }).getByRole('button', { name: sure }).click();
}

const truth = (page, word) => page.getByRole('heading', { level: 2, name: word });

story('a chapter is gone through one concept at a time, and where it was left it goes on', async ({ open, assert }) => {
  const page = await open('practice.html');
  await page.getByRole('link', { name: /^Order, implicit and explicit deny/u }).click();
  await heading(page, 'Mental model').waitFor();
  await press(page, 'Yes, go on: The mechanism');
  await heading(page, 'The mechanism').waitFor();
  await press(page, 'Yes, go on: What is guaranteed');
  await heading(page, 'What is guaranteed').waitFor();
  await page.getByRole('button', { name: /^Yes, go on/u }).click();
  await heading(page, 'The exact Allow and the broad Deny').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Yes, go on/u }).count(), 0, 'the page moved on before an answer');
  await answer(page, RIGHT, /Sure/u);
  await truth(page, 'Right.').waitFor();
  await press(page, /^Yes, go on/u);
  await heading(page, 'The Deny that stands below').waitFor();
  await page.getByRole('link', { name: 'Chapters' }).click();
  await page.getByText('4 of').first().waitFor();
  await page.reload();
  await page.getByRole('link', { name: /^Order, implicit and explicit deny/u }).click();
  await heading(page, 'The Deny that stands below').waitFor();
});

story('an interview question shows its model answer only when asked', async ({ open, assert }) => {
  const page = await open('practice.html#chapter=01-evaluation-order');
  await page.getByRole('group').getByRole('link', { name: /\?/u }).first().click();
  await page.getByText('Answer aloud').waitFor();
  assert.equal(await page.getByRole('region', { name: 'A model answer' }).count(), 0);
  await press(page, 'Show a model answer');
  await page.getByRole('region', { name: 'A model answer' }).waitFor();
  await page.getByRole('button', { name: /^Yes, go on/u }).waitFor();
});

story('a link to a trap holds no answer, and the truth is told with the picture and the line', async ({ open, accessible, assert, picture }) => {
  const page = await open(TRAP);
  const before = await page.locator('body').textContent();
  assert.ok(!before.includes('Right.') && !before.includes('As it is decided') && !before.includes('Turn it around'), before);
  await answer(page, WRONG, /Sure/u);
  await truth(page, 'No.').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'truth');
  await page.getByRole('status').filter({ hasText: 'No.' }).waitFor({ state: 'attached' });
  await answers(page).getByText('the right answer:').waitFor({ state: 'attached' });
  const rails = page.getByRole('figure', { name: 'Where the request passes, and where it stops' });
  await rails.waitFor();
  await page.getByRole('region', { name: /^NoS3 of/u }).getByText('"Deny"').waitFor();
  // Who was wrong finds the paragraph open.
  await page.getByText('Read on:').waitFor();
  assert.equal(await page.getByRole('group').filter({ hasText: 'Read on:' }).getAttribute('open'), '');
  await rails.getByRole('button', { name: /^Identity/u }).click();
  await page.getByText('policies of auditor').first().waitFor();
  await accessible(page);
  await picture(page, 'practice-truth');
  await press(page, 'Copy the link to this question');
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /practice\.html#trap=1$/u);
});

story('five questions by keyboard alone', async ({ open, assert }) => {
  const page = await open('practice.html#practise');
  await heading(page, 'Five questions').waitFor();
  await page.keyboard.press('n');
  for (let number = 1; number <= 5; number += 1) {
    await page.getByText(`Question ${number} of 5`).waitFor();
    const title = await page.getByRole('heading', { level: 1 }).textContent();
    if (number === 1) {
      await page.keyboard.press('h');
      await page.getByText(/^(?:Another hint|A hint)/u).waitFor();
    }
    await page.keyboard.press('2');
    await page.getByRole('group', { name: 'How sure are you?' }).waitFor();
    await page.keyboard.press('3');
    await page.locator('#truth').waitFor();
    assert.match(await page.locator('#truth').textContent(), /Right\.|No\./u, title);
    await page.keyboard.press(number % 2 ? 'Enter' : 'n');
  }
  await heading(page, /of 5 right/u).waitFor();
  assert.equal(await page.getByRole('list', { name: 'Answers' }).getByRole('listitem').count(), 5);
  await page.getByText('Brier score').waitFor();
});

story('a set outlives a reload, and the answered question stays answered', async ({ open }) => {
  const page = await open('practice.html#practise');
  await page.getByRole('combobox', { name: 'Chapter' }).selectOption({ index: 1 });
  await press(page, 'Begin');
  await page.getByText('Question 1 of 5').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('1');
  await page.locator('#truth').waitFor();
  await page.reload();
  await page.locator('#truth').waitFor();
  await page.keyboard.press('n');
  await page.getByText('Question 2 of 5').waitFor();
});

story('an interview tells nothing until its end, then where somebody is strong', async ({ open, accessible, assert, picture }) => {
  const page = await open('practice.html#interview');
  await page.getByRole('combobox', { name: 'Questions' }).selectOption('5');
  await page.getByRole('combobox', { name: 'Time' }).selectOption('15');
  await press(page, 'Begin');
  for (let number = 1; number <= 4; number += 1) {
    await page.getByText(`Question ${number} of 5`).waitFor();
    await page.getByRole('timer').getByText(/1[45]:\d\d left/u).waitFor();
    assert.equal(await page.locator('#truth').count(), 0);
    await answers(page).getByRole('button').nth(1).click();
    await page.getByRole('group', { name: 'How sure are you?' }).getByRole('button', { name: 'Unsure' }).click();
  }
  await page.getByText('Question 5 of 5').waitFor();
  await press(page, /^Skip$/u);
  await heading(page, /of 4 right/u).waitFor();
  for (const name of ['Chapters', 'Topics', 'Rules']) await page.getByRole('heading', { level: 2, name }).waitFor();
  await accessible(page);
  await picture(page, 'practice-report');
});

story('when the time is over nothing more is asked', async ({ open, context }) => {
  await context.clock.install();
  const page = await open('practice.html#interview');
  await page.getByRole('combobox', { name: 'Time' }).selectOption('5');
  await press(page, 'Begin');
  await page.getByText('Question 1 of 10').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.getByText('Question 2 of 10').waitFor();
  await context.clock.fastForward('05:01');
  await heading(page, /of 1 right/u).waitFor();
});

story('a challenge is decided by the evaluator, and nothing is praised that is not so', async ({ open, accessible, assert }) => {
  const page = await open(TRAP);
  await answer(page, RIGHT, /Fairly/u);
  await page.getByText('Edit the scenario').click();
  await press(page, 'Decide it again');
  const became = page.getByRole('list', { name: 'What became of it' });
  await became.getByText('Nothing is changed yet').waitFor();
  const box = page.getByRole('textbox', { name: 'The scenario' });
  const text = await box.inputValue();
  await box.fill(text.replace('"cases"', '"casess"'));
  await press(page, 'Decide it again');
  await became.getByText('did you mean cases?').waitFor();
  await press(page, 'Start again');
  assert.equal(await box.inputValue(), text);
  await page.getByText('Show one edit that does it').click();
  await press(page, 'Put it into the text');
  await box.press('Control+Enter');
  await became.getByText('It is turned around with one edit').waitFor();
  await became.getByText('You weakened a guardrail').waitFor();
  await accessible(page);
  await page.getByRole('link', { name: 'Record' }).click();
  await heading(page, 'Your record').waitFor();
  assert.equal(await page.getByRole('definition').nth(2).textContent(), '1');
});

story('a trap opens in the playground as it was edited; back, and after a reload, answer and edit are there', async ({ open, assert }) => {
  const page = await open(TRAP);
  await answer(page, RIGHT, /Fairly/u);
  await truth(page, 'Right.').waitFor();
  await page.getByText('Edit the scenario').click();
  const box = page.getByRole('textbox', { name: 'The scenario' });
  const edited = (await box.inputValue()).replace('"cases"', '"about": "edited here",\n  "cases"');
  await box.fill(edited);
  await page.getByRole('link', { name: 'Open in the playground' }).click();
  await page.getByRole('heading', { level: 1, name: /No\./u }).waitFor();
  await page.getByText('auditor').first().waitFor();
  await page.getByRole('link', { name: 'Back to the question' }).click();
  await truth(page, 'Right.').waitFor();
  assert.equal(await box.inputValue(), edited);
  await page.reload();
  await truth(page, 'Right.').waitFor();
  assert.equal(await box.inputValue(), edited);
  // Who looks at something else in between is asked again.
  await page.getByRole('link', { name: 'Record' }).click();
  await heading(page, 'Your record').waitFor();
  await page.goBack();
  await page.getByRole('button', { name: RIGHT }).waitFor();
  assert.equal(await truth(page, 'Right.').count(), 0);
});

story('progress is exported, forgotten, and imported again; a broken file changes nothing', async ({ open, assert }) => {
  const page = await open(TRAP);
  await answer(page, RIGHT, /Sure/u);
  await truth(page, 'Right.').waitFor();
  await page.getByRole('link', { name: 'Record' }).click();
  const answered = page.getByRole('definition').first();
  assert.match(await answered.textContent(), /^1 of/u);
  const saved = page.waitForEvent('download');
  await press(page, 'Export');
  const file = await (await saved).path();
  await press(page, 'Forget everything');
  await press(page, 'Really forget everything?');
  await page.getByText('All is forgotten.').first().waitFor();
  assert.match(await answered.textContent(), /^0 of/u);
  const input = page.getByLabel('Import');
  await input.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"iamwhyProgress": 1, "traps": 7}') });
  await page.getByText(/Nothing was taken: line 1, column \d+: expected a list/u).first().waitFor();
  assert.match(await answered.textContent(), /^0 of/u);
  await input.setInputFiles(file);
  await page.getByText('Your progress is what the file says.').first().waitFor();
  assert.match(await answered.textContent(), /^1 of/u);
});

story('what is to be asked again is asked again', async ({ open }) => {
  const page = await open(TRAP);
  await answer(page, WRONG, /Sure/u);
  await truth(page, 'No.').waitFor();
  await page.getByRole('link', { name: 'Course' }).click();
  await page.getByRole('link', { name: 'Five questions, one of them to ask again' }).waitFor();
});

story('the practice room works with one hand on a phone', { size: 'phone' }, async ({ open, assert, picture }) => {
  const page = await open(TRAP);
  const fits = async (where) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= page.viewportSize().width, `${where}: ${wide} px wide`);
  };
  await fits('question');
  await answers(page).getByRole('button', { name: RIGHT }).tap();
  const sure = page.getByRole('group', { name: 'How sure are you?' });
  const box = await sure.boundingBox();
  assert.ok(box.y + box.height <= page.viewportSize().height, 'how sure one is lies within the screen');
  await picture(page, 'practice-phone');
  await sure.getByRole('button', { name: /Sure/u }).last().tap();
  await truth(page, 'Right.').waitFor();
  await fits('truth');
  const small = await page.getByRole('button').or(page.getByRole('navigation').getByRole('link')).evaluateAll((all) =>
    all.map((own) => [own.textContent.trim(), own.getBoundingClientRect()])
      .filter(([, own]) => own.width > 0 && (own.height < 24 || own.width < 24))
      .map(([name]) => name),
  );
  assert.deepEqual(small, []);
  const places = page.getByRole('navigation', { name: 'Practice room' });
  const low = await places.boundingBox();
  assert.ok(low.y > page.viewportSize().height - 80, 'the places lie under the thumb');
});

for (const size of ['wide', 'phone']) {
  for (const theme of ['light', 'dark']) {
    story(`every page of the practice room is accessible and fits: ${size}, ${theme}`, { size, theme }, async ({ open, accessible, assert, picture }) => {
      const wrong = [];
      const page = await open('practice.html');
      const look = async (where) => {
        await accessible(page).catch((error) => wrong.push(`${where}: ${error.actual ?? error}`));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > page.viewportSize().width) wrong.push(`${where}: ${wide} px wide`);
      };
      await look('home');
      await picture(page, `practice-${size}-${theme}`);
      for (const hash of ['chapter=01-evaluation-order/1', 'chapter=01-evaluation-order/2', 'chapter=01-evaluation-order/3', 'practise', 'interview', 'record', 'trap=nothing']) {
        await page.goto(`${page.url().split('#')[0]}#${hash}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await look(hash);
      }
      await page.goto(`${page.url().split('#')[0]}#trap=specific-allow-loses-to-broad-deny`);
      await heading(page, 'The exact Allow and the broad Deny').waitFor();
      await answers(page).getByRole('button').first().click();
      await look('question');
      await page.getByRole('group', { name: 'How sure are you?' }).getByRole('button').first().click();
      await truth(page, 'No.').waitFor();
      await page.getByText('Edit the scenario').click();
      await look('truth');
      assert.deepEqual(wrong, []);
    });
  }
}

story('the practice room is kept once it was opened, and works with the network off', async ({ open, kept, offline }) => {
  const page = await open('practice.html');
  await kept(page);
  await page.evaluate(async () => {
    const answer = new Promise((resolve) => navigator.serviceWorker.addEventListener('message', resolve, { once: true }));
    navigator.serviceWorker.controller.postMessage('keep the practice room');
    await answer;
  });
  await offline();
  await page.reload();
  await heading(page, /What engineers think/u).waitFor();
  await page.getByRole('link', { name: /^Order, implicit/u }).click();
  await heading(page, 'Mental model').waitFor();
});

story('the playground loads nothing of the practice room', async ({ open, kept, server, assert }) => {
  const page = await open();
  await kept(page);
  assert.deepEqual(server.asked.filter((path) => /practice|room/u.test(path)), []);
});

story('the practice room has the same strict policy', async ({ open, assert }) => {
  const page = await open('practice.html');
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  assert.ok(policy.startsWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"), policy);
  assert.equal(await page.locator('script:not([src]), style').count(), 0);
});
