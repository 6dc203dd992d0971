import { serveHost } from '../../lib/host/host';

serveHost();
