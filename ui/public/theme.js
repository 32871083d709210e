// Sets the colour scheme before the first paint. A file of its own: the content policy allows no inline script.
(function () {
  let wish = 'auto';
  try {
    wish = localStorage.getItem('tunebook-color-scheme') ?? 'auto';
  } catch {
    // Storage may be forbidden; then the system decides.
  }
  const dark = wish === 'dark' || (wish !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
