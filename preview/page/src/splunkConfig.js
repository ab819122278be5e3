// What Splunk Web tells its components, read when they are loaded: import this first.
// Without a time zone the time range input throws and the whole page stays blank.
window.$C = {
    APP: 'huntpipe',
    LOCALE: 'en-US',
    MRSPARKLE_ROOT_PATH: '',
    SERVER_TIMEZONE_INFO: '### SERIALIZED TIMEZONE FORMAT 1.0;Y0 NW 55 54 43;$',
    SERVER_ZONEINFO: '+0000',
    SPLUNKD_PATH: '/en-US/splunkd/__raw',
    USERNAME: 'admin',
    VERSION_LABEL: '9.4.0',
};
