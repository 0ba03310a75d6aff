// The one source of both manifests: what differs between the browsers is spelled out where it differs.

const ICONS = Object.fromEntries([16, 32, 48, 96, 128].map((size) => [size, `icons/${size}.png`]));

/**
 * @param {'chrome' | 'firefox'} browser
 * @param {string} version
 * @param {{on: boolean, matches: string[]}[]} sites the registry
 * @param {string[]} [extra] match patterns of a development build
 */
export function manifest(browser, version, sites, extra = []) {
  const origins = new Set(sites.filter((site) => site.on).flatMap((site) => site.matches));
  const shared = {
    manifest_version: 3,
    name: '__MSG_extension_name__',
    version,
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'scripting', 'contextMenus', 'activeTab', 'alarms'],
    host_permissions: [...origins, ...extra],
    // Every other site is asked for when the person switches it on.
    optional_host_permissions: ['https://*/*'],
    icons: ICONS,
    action: { default_icon: ICONS, default_popup: 'popup/popup.html', default_title: '__MSG_extension_name__' },
    options_ui: { page: 'options/options.html', open_in_tab: true },
    commands: {
      'open-card': { suggested_key: { default: 'Alt+Shift+S' }, description: '__MSG_command_open_card__' },
    },
    content_security_policy: {
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; default-src 'self'; connect-src 'self'",
    },
  };
  const own = {
    chrome: {
      minimum_chrome_version: '123',
      // Firefox has no schema.
      storage: { managed_schema: 'managed.json' },
      background: { service_worker: 'background/main.js', type: 'module' },
    },
    firefox: {
      background: { scripts: ['background/main.js'], type: 'module' },
      browser_specific_settings: {
        gecko: {
          id: 'sincerely@communicate.invalid',
          // The first whose Android knows the key below, which the add-on linter asks for.
          strict_min_version: '142.0',
          // https://extensionworkshop.com/documentation/develop/firefox-builtin-data-consent/
          data_collection_permissions: { required: ['none'] },
        },
      },
    },
  };
  return { ...shared, ...own[browser] };
}
