const android = (model, chrome) => `Mozilla/5.0 (Linux; Android 14; ${model}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${chrome} Mobile Safari/537.36`;
const apple = (os, version, device) =>
  `Mozilla/5.0 (${device}; CPU ${os} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Mobile/15E148 Safari/604.1`;
const mobile = (width, height, deviceScaleFactor, userAgent) => ({
  userAgent, viewport: { width, height }, deviceScaleFactor, isMobile: true, hasTouch: true,
});

export const devices = {
  'iPhone 8': mobile(375, 667, 2, apple('iPhone OS 16_0', '16.0', 'iPhone')),
  'iPhone X': mobile(375, 812, 3, apple('iPhone OS 16_0', '16.0', 'iPhone')),
  'iPhone 12': mobile(390, 844, 3, apple('iPhone OS 17_0', '17.0', 'iPhone')),
  'iPhone 13': mobile(390, 844, 3, apple('iPhone OS 17_0', '17.0', 'iPhone')),
  'iPad Mini': mobile(768, 1024, 2, apple('OS 17_0', '17.0', 'iPad')),
  'Pixel 2': mobile(411, 731, 2.625, android('Pixel 2', '140.0.0.0')),
  'Pixel 5': mobile(393, 851, 2.75, android('Pixel 5', '140.0.0.0')),
  'Galaxy S9+': mobile(320, 658, 4.5, android('SM-G965U', '140.0.0.0')),
};

// A device that is not known must not become another one.
export function optionsOf(all) {
  if (all.length > 0 && all[0] === undefined) {
    throw new Error(`there is no such device; there are ${Object.keys(devices).join(', ')}`);
  }
  return all[0] ?? null;
}

export const networkProfiles = {
  'No Throttling': { latency: 0, download: -1, upload: -1 },
  'Fast 3G': { latency: 150, download: 200_000, upload: 93_750 },
  'Slow 3G': { latency: 400, download: 50_000, upload: 50_000 },
};
