// Shown in place of what somebody has opened without being signed in; afterwards the same address shows it.

async function begin() {
  if (await askWho('', await platformAddress())) location.reload();
}

byId('again').addEventListener('click', begin);
begin();
