// A Dashboard Studio definition, unmodified, in Splunk's own components.
import { DashboardContextProvider, GeoJsonProvider, GeoRegistry } from '@splunk/dashboard-context';
import { DashboardCore } from '@splunk/dashboard-core';
import EnterprisePreset from '@splunk/dashboard-presets/EnterprisePreset';
import SplunkThemeProvider from '@splunk/themes/SplunkThemeProvider';
import { currentParameters } from './addresses.js';
import { linkHandlers } from './drilldowns.js';

const preset = {
    ...EnterprisePreset,
    eventHandlers: { ...EnterprisePreset.eventHandlers, ...linkHandlers },
};
const geoRegistry = GeoRegistry.create();
geoRegistry.addDefaultProvider(new GeoJsonProvider());

/** The tokens that the address sets: form.host=a becomes { host: 'a' }. */
function tokensOfAddress() {
    const given = Object.entries(currentParameters()).filter(([name]) => name.startsWith('form.'));
    return Object.fromEntries(given.map(([name, value]) => [name.slice('form.'.length), value]));
}

/** The definition with the address's values as what its inputs start with, as Splunk Web has it. */
function startingWith(definition, tokens) {
    const inputs = Object.entries(definition.inputs ?? {}).map(([id, input]) => {
        const { token } = input.options ?? {};
        const value =
            input.type === 'input.timerange' && `${token}.earliest` in tokens
                ? `${tokens[`${token}.earliest`]},${tokens[`${token}.latest`] ?? ''}`
                : tokens[token];
        return [id, value === undefined ? input : withDefault(input, value)];
    });
    return inputs.length ? { ...definition, inputs: Object.fromEntries(inputs) } : definition;
}

function withDefault(input, value) {
    const defaultValue = input.type === 'input.multiselect' ? value.split(',') : value;
    return { ...input, options: { ...input.options, defaultValue } };
}

export function Dashboard({ definition, theme, height }) {
    const tokens = tokensOfAddress();
    return (
        <SplunkThemeProvider family="enterprise" colorScheme={theme} density="comfortable">
            <DashboardContextProvider
                preset={preset}
                timezone={{ utcOffset: 0 }}
                initialDefinition={startingWith(definition, tokens)}
                initialTokenBinding={{ default: tokens }}
                initialMode="view"
                geoRegistry={geoRegistry}
                dataSourceContext={{
                    splunkdPath: window.$C.SPLUNKD_PATH,
                    app: 'huntpipe',
                    owner: 'nobody',
                }}
                featureFlags={{ enableSvgHttpDownloader: false }}
            >
                <DashboardCore width="100%" height={height} />
            </DashboardContextProvider>
        </SplunkThemeProvider>
    );
}
