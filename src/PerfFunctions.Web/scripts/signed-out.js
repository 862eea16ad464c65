// Shown in place of a page that was opened without signing in; after signing in, the same address shows the page.

async function begin() {
  if (await askToSignIn('', await platformAddress())) location.reload();
}

byId('again').addEventListener('click', begin);
begin();
